package dev.atelier.gateway.catalogues;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.requests.BodyFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how a catalogue is to be made, from a body or from the parameters of an upload. */
final class WishFields {
    static final List<String> NAMES = List.of("model", "version", "shardSize", "seed", "onInvalid");
    private static final String STOP = "stop";
    private static final String SKIP = "skip";

    private WishFields() {}

    /** What is missing or wrong goes to the fields' mistakes. */
    static CatalogueWish read(BodyFields fields) {
        String model = fields.name("model").orElseGet(() -> fields.missing("model", "the name of a model"));
        Optional<String> version = fields.name("version");
        OptionalLong shardSize = fields.whole("shardSize", 1, CatalogueRequest.LARGEST_SHARD);
        OptionalLong seed = fields.whole("seed", 0, GenerationRequest.LARGEST_SEED);
        String onInvalid = fields.name("onInvalid").orElse(STOP);
        if (!onInvalid.equals(STOP) && !onInvalid.equals(SKIP)) {
            fields.errors()
                    .add(new FieldError(
                            FieldError.pointer(fields.pointer(), "onInvalid"),
                            onInvalid,
                            "'onInvalid' must be '" + STOP + "' or '" + SKIP + "', not '" + onInvalid + "'.",
                            ClosestNames.to(onInvalid, List.of(STOP, SKIP))));
        }
        return new CatalogueWish(
                model, version, (int) shardSize.orElse(CatalogueWish.USUAL_SHARD), seed, onInvalid.equals(SKIP));
    }
}
