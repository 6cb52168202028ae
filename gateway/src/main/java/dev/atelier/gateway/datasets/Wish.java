package dev.atelier.gateway.datasets;

import dev.atelier.contract.messages.DataSetUpdate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client says of an update, correct in form.
 *
 * @param models that exist; where no model is named at all, those whose champion comes from the data set
 * @param newModels that may have no version yet
 */
record Wish(
        String dataSet,
        String version,
        String manifestSha256,
        Optional<List<String>> models,
        List<String> newModels,
        Optional<String> location,
        String by) {

    /** All that are named; none where those are meant whose champion comes from the data set. */
    List<String> named() {
        return Stream.concat(models.stream().flatMap(List::stream), newModels.stream())
                .distinct()
                .toList();
    }

    /** Whether that update says the same; it may have found the models by itself, when others were champions. */
    boolean isThatOf(DataSetUpdate update) {
        return version.equals(update.version())
                && manifestSha256.equals(update.manifestSha256())
                && location.equals(update.location())
                && by.equals(update.by())
                && (named().isEmpty() || named().equals(update.models()));
    }
}
