"""Runs over any number of documents: planned, worked in shards by an engine, recorded, and resumed where they stopped.

`pipeline.batch.run.run` is what `jisr run` does. A run is a folder: its manifests say what there is to do, its
ledgers what is done, and each shard that is done has one part of the output.
"""
