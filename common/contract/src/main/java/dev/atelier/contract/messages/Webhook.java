package dev.atelier.contract.messages;

/**
 * Who is told of a job's end.
 *
 * @param url that gets it by POST, 1 to 500 characters
 */
public record Webhook(String url) {
    public Webhook {
        Required.text("url", url);
    }
}
