package dev.atelier.contract.messages;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** An order about a job that every worker reads. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = GenerationCommand.Cancel.class, name = "cancel"))
public sealed interface GenerationCommand {
    int VERSION = 1;

    int schemaVersion();

    String job();

    Instant at();

    /** Drop the job before it costs a forward pass. */
    record Cancel(int schemaVersion, String job, Instant at) implements GenerationCommand {
        public Cancel {
            Required.text("job", job);
            Required.field("at", at);
        }
    }
}
