package dev.atelier.contract.messages;

import java.time.Instant;

/**
 * A webhook that is to be called again. It carries its body, since the job may have been forgotten until then.
 *
 * @param job id of the job that is over
 * @param tenant whose secret signs it
 * @param url to be called
 * @param body JSON, the same at every attempt
 * @param number of the attempt, 1 is the first
 * @param notBefore when it is due
 */
public record WebhookAttempt(
        int schemaVersion, String job, String tenant, String url, String body, int number, Instant notBefore) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.webhook.attempt";

    public WebhookAttempt {
        Required.text("job", job);
        Required.text("tenant", tenant);
        Required.text("url", url);
        Required.field("body", body);
        Required.field("notBefore", notBefore);
        if (number < 1) {
            throw new IllegalArgumentException("number must be 1 or more, not " + number);
        }
    }
}
