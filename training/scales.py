"""Fixes the scales of the int8 model's activations, so that a sentence reads the same whatever stands in its batch.

A dynamically quantised model takes each scale from the whole batch: a neighbour in it moved heads and names. Here the
scales are those seen over calibration sentences (min-max, as in Jacob et al. 2018, arXiv:1712.05877), written into
the graph.
"""

from __future__ import annotations

import copy
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

Ranges = dict[str, tuple[float, float]]  # of the input of each quantised product, by the name of its integer form


def ranges_over(model: Any, batches: Iterable[dict[str, Any]], kept: float = 1.0) -> Ranges:
    """Return the range of every quantised activation; `kept` is the share of the batches' ranges to cover."""
    nodes = _dynamic(model)
    watched = copy.deepcopy(model)
    for node in nodes:
        watched.graph.output.append(helper.make_tensor_value_info(node.output[1], TensorProto.FLOAT, None))
        watched.graph.output.append(helper.make_tensor_value_info(node.output[2], TensorProto.UINT8, None))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "watched.onnx"
        onnx.save(watched, str(path))
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    low, high = defaultdict(list), defaultdict(list)
    for batch in batches:
        seen = session.run([name for node in nodes for name in node.output[1:]], batch)
        for node, scale, zero in zip(nodes, seen[::2], seen[1::2], strict=True):
            low[node.output[0]].append(-int(zero) * float(scale))
            high[node.output[0]].append((255 - int(zero)) * float(scale))
    return {name: (float(np.quantile(low[name], 1 - kept)), float(np.quantile(high[name], kept))) for name in low}


def fixed(model: Any, ranges: Ranges) -> Any:
    """Return the model with constant scales, products fused with scales and biases as onnxruntime does it."""
    model = copy.deepcopy(model)
    graph = model.graph
    for node in _dynamic(model):
        low, high = ranges[node.output[0]]
        scale = np.float32((high - low) / 255)
        zero = np.uint8(np.clip(round(-low / float(scale)), 0, 255))
        graph.initializer.append(numpy_helper.from_array(np.array(scale), node.output[1]))
        graph.initializer.append(numpy_helper.from_array(np.array(zero), node.output[2]))
        inputs = [node.input[0], node.output[1], node.output[2]]
        node.CopyFrom(helper.make_node("QuantizeLinear", inputs, [node.output[0]], name=node.name))
    _fuse(graph)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def _dynamic(model: Any) -> list[Any]:
    return [node for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]


def _fuse(graph: Any) -> None:
    """Put one MatMulIntegerToFloat in the place of each integer product, its cast, its scaling and its bias."""
    made = {name: node for node in graph.node for name in node.output}
    readers = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            readers[name].append(node)
    constants = {one.name for one in graph.initializer}
    gone: set[str] = set()
    for product in [node for node in graph.node if node.op_type == "MatMulInteger"]:
        cast = readers[product.output[0]][0]
        scaled = readers[cast.output[0]][0]
        scales = made[next(name for name in scaled.input if name != cast.output[0])]
        added = readers[scaled.output[0]]
        bias = (
            [name for name in added[0].input if name in constants]
            if len(added) == 1 and added[0].op_type == "Add"
            else []
        )
        last = added[0] if bias else scaled
        inputs = [product.input[0], product.input[1], *scales.input, product.input[2], product.input[3], *bias]
        gone |= {cast.name, scaled.name, product.name} - {last.name}
        gone |= {scales.name}
        last.CopyFrom(
            helper.make_node(
                "MatMulIntegerToFloat", inputs, [last.output[0]], name=product.name + "_float", domain="com.microsoft"
            )
        )
    left = [node for node in graph.node if node.name not in gone]
    del graph.node[:]
    graph.node.extend(left)
