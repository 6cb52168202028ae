package dev.atelier.trainer.artefacts;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.weights.NetworkWeights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** The weights that go into an artefact. */
final class RoundedWeights {

    private RoundedWeights() {}

    /** Rounds the network's weights to float16, so that it is the one that everybody loads, and gives their file. */
    static byte[] of(Network network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NetworkWeights.write(network, Channels.newChannel(bytes));
        Path file = Files.createTempFile("weights", ".safetensors");
        try {
            Files.write(file, bytes.toByteArray());
            NetworkWeights.read(file, network);
        } finally {
            Files.delete(file);
        }
        return bytes.toByteArray();
    }
}
