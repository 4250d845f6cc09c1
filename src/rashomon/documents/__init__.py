"""What was published: files, folders and streams in, reports or failures out."""
