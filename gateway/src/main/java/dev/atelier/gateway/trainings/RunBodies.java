package dev.atelier.gateway.trainings;

import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelCatalogue;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.Sheet;
import dev.atelier.gateway.trainings.RunBody.DataBody;
import dev.atelier.gateway.trainings.RunBody.LineageBody;
import dev.atelier.gateway.trainings.RunBody.LinksBody;
import dev.atelier.gateway.trainings.RunBody.ParentBody;
import dev.atelier.gateway.trainings.RunBody.ProgressBody;
import dev.atelier.gateway.trainings.RunBody.SheetBody;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Writes runs down for clients. */
@ApplicationScoped
class RunBodies {
    static final String PATH = "/v1/trainings/";

    private final ModelCatalogue catalogue;

    RunBodies(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** For a list. */
    RunBody brief(Run run) {
        return body(run, Optional.empty(), Optional.empty(), Optional.empty());
    }

    RunBody whole(Run run) {
        TrainingRun now = run.now();
        return body(
                run,
                Optional.of(now.progress().stream().map(ProgressBody::of).toList()),
                Optional.of(run.sheets().values().stream()
                        .map(sheet -> sheet(run, sheet))
                        .toList()),
                lineage(now));
    }

    private static RunBody body(
            Run run,
            Optional<List<ProgressBody>> progress,
            Optional<List<SheetBody>> sheets,
            Optional<LineageBody> lineage) {
        TrainingRun now = run.now();
        String url = PATH + now.id();
        return new RunBody(
                now.id(),
                url,
                now.model(),
                States.text(now.state()),
                data(now.update()),
                now.attempt(),
                now.trainer(),
                now.requestedAt(),
                now.changedAt(),
                now.heardAt(),
                last(now.progress()).map(ProgressBody::of),
                last(now.progress().stream()
                                .filter(step -> step.score().isPresent())
                                .toList())
                        .flatMap(Progress::score),
                now.evaluated().map(Evaluated::version),
                now.evaluated().map(Evaluated::verdict),
                now.evaluated().filter(Evaluated::needsApproval).isPresent(),
                now.cancelBy(),
                now.approvedBy(),
                now.reason(),
                progress,
                sheets,
                lineage,
                new LinksBody(url + "/events", url + "/losses"));
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }

    private static DataBody data(DataSetUpdate update) {
        return new DataBody(
                update.id(), update.dataSet(), update.version(), update.prefix(), update.manifestSha256(), update.by());
    }

    static SheetBody sheet(Run run, Sheet sheet) {
        return new SheetBody(
                sheet.name(),
                PATH + run.id() + "/sheets/" + sheet.name() + ".png",
                sheet.attempt(),
                sheet.epoch(),
                sheet.step(),
                sheet.score());
    }

    /** Empty until the version that the run made is published. */
    private Optional<LineageBody> lineage(TrainingRun run) {
        return catalogue.model(run.model()).flatMap(model -> run.evaluated()
                .map(evaluated -> model.versions().get(evaluated.version()))
                .flatMap(made -> made.lineage().map(lineage -> lineage(model, made, lineage))));
    }

    private static LineageBody lineage(Model model, Manifest made, Lineage lineage) {
        return new LineageBody(
                lineage.dataSet(),
                lineage.dataSetVersion(),
                made.dataDigest(),
                lineage.run(),
                lineage.attempt(),
                made.version(),
                made.digest(),
                lineage.parent().map(digest -> new ParentBody(digest, versionOf(model, digest))),
                lineage.code(),
                made.recipe());
    }

    private static Optional<String> versionOf(Model model, String digest) {
        return model.versions().values().stream()
                .filter(version -> version.digest().equals(digest))
                .map(Manifest::version)
                .findFirst();
    }
}
