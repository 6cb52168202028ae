package dev.atelier.gateway.datasets;

import dev.atelier.contract.messages.DataSetUpdate;
import java.util.List;
import java.util.Optional;

/**
 * What a client says of an update, correct in form.
 *
 * @param models those whose champion comes from the data set where absent
 */
record Wish(
        String dataSet,
        String version,
        String manifestSha256,
        Optional<List<String>> models,
        Optional<String> location,
        String by) {

    /** Whether that update says the same; it may have found the models by itself, when others were champions. */
    boolean isThatOf(DataSetUpdate update) {
        return version.equals(update.version())
                && manifestSha256.equals(update.manifestSha256())
                && location.equals(update.location())
                && by.equals(update.by())
                && (models.isEmpty()
                        || models.get().stream().distinct().toList().equals(update.models()));
    }
}
