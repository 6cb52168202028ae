package dev.atelier.contract.catalogues;

import dev.atelier.contract.attributes.Selection;

/**
 * Where a batch's picture lies, a line of a shard's index; the indices one after the other are the batch's manifest.
 *
 * @param id the client's name of the item
 * @param shard name of the tar file, beside the manifest
 * @param offset of the PNG's first byte in the tar file, so that a ranged read gets it without the rest
 * @param size of the PNG in bytes
 * @param sha256 of the PNG
 */
public record ManifestLine(
        String id, Selection attributes, long seed, String shard, long offset, int size, String sha256) {}
