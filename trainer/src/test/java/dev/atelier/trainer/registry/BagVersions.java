package dev.atelier.trainer.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of models that can be published and moved about, but hold no network. */
public final class BagVersions {

    private BagVersions() {}

    /** @param weights whatever tells one version from another */
    public static Artefact write(Path folder, String model, String version, byte[] weights, Optional<Lineage> lineage)
            throws IOException {
        var empty = JsonNodeFactory.instance.objectNode();
        var what = new Artefact.Description(
                model,
                version,
                "cgan",
                new PictureFormat(28, 28, 1),
                62,
                AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Dress"))),
                empty,
                "sha256:0",
                empty,
                Optional.empty(),
                lineage);
        return Artefact.write(folder, what, Map.of(Manifest.NETWORK, "{}".getBytes(), Manifest.WEIGHTS, weights));
    }
}
