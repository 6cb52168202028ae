package dev.atelier.gateway.generations;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.atelier.contract.messages.Webhook;
import dev.atelier.gateway.requests.BodyFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Reads who is to be called at a job's end, by its form alone. */
final class WebhookReader {
    private static final int LONGEST_URL = 500;
    private static final String EXAMPLE = "https://shop.example/hooks";

    private WebhookReader() {}

    static Optional<Webhook> read(BodyFields order) {
        return order.object("webhook", "{\"url\": \"" + EXAMPLE + "\"}").flatMap(WebhookReader::webhook);
    }

    private static Optional<Webhook> webhook(BodyFields webhook) {
        webhook.requireKnown(List.of("url"));
        webhook.missing("url", "the address that is called by POST, such as " + EXAMPLE);
        Optional<String> url = webhook.text("url", LONGEST_URL);
        if (url.isPresent() && !isAbsolute(url.get())) {
            webhook.error(
                    "url",
                    TextNode.valueOf(url.get()),
                    "'url' must be an address such as " + EXAMPLE + ", without a user and a fragment");
            return Optional.empty();
        }
        return url.map(Webhook::new);
    }

    private static boolean isAbsolute(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
