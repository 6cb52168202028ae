package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.ShippedModels;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --model}: an artefact's folder, or the name of a shipped model. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "DIR|NAME",
            description = "An artefact's folder, or the name of a shipped model, of which the newest version is meant. "
                    + "Default: the first shipped one.")
    private Optional<String> model;

    /** @throws CommandFailure where there is no such model */
    Artefact artefact(Installation installation) throws IOException {
        if (model.isPresent() && Files.exists(Path.of(model.get()).resolve(Manifest.FILE))) {
            return Artefact.open(Path.of(model.get()));
        }
        List<Artefact> shipped = new ShippedModels(installation.shippedModels()).artefacts();
        if (shipped.isEmpty()) {
            throw new CommandFailure(
                    installation.shippedModels() + " holds no model; name an artefact's folder by --model");
        }
        String name = model.orElseGet(() -> shipped.get(0).manifest().model());
        List<String> names =
                shipped.stream().map(artefact -> artefact.manifest().model()).toList();
        return shipped.stream()
                .filter(artefact -> artefact.manifest().model().equals(name))
                .max(Comparator.comparing(artefact -> artefact.manifest().createdAt()))
                .orElseThrow(() -> new CommandFailure("'" + name
                        + "' is neither an artefact's folder nor a shipped model; did you mean '"
                        + String.join("', '", ClosestNames.to(name, names)) + "'?"));
    }
}
