package dev.atelier.trainer.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.contract.artefact.Sha256;
import java.nio.charset.StandardCharsets;

/** Which part of a data set a picture is in. */
public enum Split {
    /** What models learn from. */
    @JsonProperty("training")
    TRAINING("training"),
    /** What no model sees. */
    @JsonProperty("held-out")
    HELD_OUT("held-out");

    private static final int ONE_OF = 10;

    private final String fileName;

    Split(String fileName) {
        this.fileName = fileName;
    }

    /** How the names of its files begin. */
    public String fileName() {
        return fileName;
    }

    /** A tenth is held out, by a hash of the id: the same pictures whatever else is in the data set. */
    public static Split of(String id) {
        String digits = Sha256.of(id.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return Long.parseLong(digits, 16) % ONE_OF == 0 ? HELD_OUT : TRAINING;
    }
}
