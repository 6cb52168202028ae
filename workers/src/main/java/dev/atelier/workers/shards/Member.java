package dev.atelier.workers.shards;

import dev.atelier.contract.attributes.Selection;

/** What a shard's file says of an item, beside its picture. */
record Member(String id, Selection attributes, long seed, String model, String version, String digest, String sha256) {}
