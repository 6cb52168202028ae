package dev.atelier.gateway.catalogues;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.CatalogueSource.Format;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the items of a catalogue are to be made.
 *
 * @param model its name
 * @param version a version or an alias; the champion where absent
 * @param shardSize items of a shard
 * @param seed of an item on the first line; derived from the batch's id where absent
 * @param skipInvalid whether lines that say no item are left out; else one of them refuses all
 */
record CatalogueWish(String model, Optional<String> version, int shardSize, OptionalLong seed, boolean skipInvalid) {
    static final int USUAL_SHARD = 1_000;

    /** Equal for the same wish for the same source. */
    String digest(Format format, String sourceSha256) {
        String whole = String.join(
                "\0",
                List.of(
                        model,
                        version.orElse(""),
                        Integer.toString(shardSize),
                        seed.toString(),
                        Boolean.toString(skipInvalid),
                        format.name(),
                        sourceSha256));
        return Sha256.of(whole.getBytes(StandardCharsets.UTF_8));
    }
}
