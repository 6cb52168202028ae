package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.retraining.gate.Evaluation.Champion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Who is champion now. */
record Champions(ModelStore store, ModelLog models, OutagePatience patience) {

    /** @param cache where its artefact is brought */
    Optional<Champion> of(String model, Path cache) throws IOException {
        Optional<Model> known = patience.get(models::catalogue).model(model);
        Optional<Alias> alias = known.map(Model::aliases).map(aliases -> aliases.get(Alias.CHAMPION));
        if (alias.isEmpty()) {
            return Optional.empty();
        }
        Manifest manifest = known.flatMap(Model::champion).orElseThrow();
        Artefact artefact = store.fetch(model, manifest.version(), manifest.digest(), cache);
        return Optional.of(new Champion(artefact, alias.get().revision()));
    }
}
