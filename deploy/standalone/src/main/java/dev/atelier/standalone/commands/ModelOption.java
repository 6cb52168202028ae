package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.ShippedModels;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
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
        ShippedModels shipped = new ShippedModels(installation.shippedModels());
        List<String> names = shipped.names();
        if (model.isEmpty() && names.isEmpty()) {
            throw new CommandFailure(
                    installation.shippedModels() + " holds no model; name an artefact's folder by --model");
        }
        try {
            return shipped.find(model.orElseGet(() -> names.get(0)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage());
        }
    }
}
