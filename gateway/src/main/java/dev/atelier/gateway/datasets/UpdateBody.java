package dev.atelier.gateway.datasets;

import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.DataSetUpdate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An update that was recorded, as clients see it.
 *
 * @param update its id
 * @param runs that it asks for, one for each model
 */
@Schema(name = "RecordedUpdate")
record UpdateBody(String update, String dataSet, String version, List<RunLink> runs) {
    /** A run that an update asks for. */
    record RunLink(String id, String model, String url) {}

    static UpdateBody of(DataSetUpdate update) {
        return new UpdateBody(
                update.id(),
                update.dataSet(),
                update.version(),
                update.models().stream().map(model -> link(update, model)).toList());
    }

    private static RunLink link(DataSetUpdate update, String model) {
        String run = JobIds.ofRun(update.id(), model);
        return new RunLink(run, model, "/v1/trainings/" + run);
    }

    /** The form of an update, for the API's description alone. */
    @Schema(name = "DataSetUpdate")
    record UpdateForm(
            @Schema(required = true, description = "of the data set, immutable", examples = "2026-11")
            String version,

            @Schema(
                    required = true,
                    description = "SHA-256 of the bytes of the version's manifest.json, 64 digits of 0-9 and a-f")
            String manifestSha256,

            @Schema(
                    description =
                            "those that are to learn from it; where no model is named, all whose champion was trained"
                                    + " on this data set")
            List<String> models,

            @Schema(
                    description =
                            "those that are to learn from it and may have no version yet; the trainers' configuration"
                                    + " has a recipe for each")
            List<String> newModels,

            @Schema(
                    description = "prefix of its objects in the store; datasets/{dataSet}/{version}/ unless given",
                    examples = "datasets/shop/2026-11/")
            String location,

            @Schema(description = "who says so", defaultValue = "api")
            String by) {}
}
