"""Who, where and when that is: entities, places and times across the reports of a dossier."""
