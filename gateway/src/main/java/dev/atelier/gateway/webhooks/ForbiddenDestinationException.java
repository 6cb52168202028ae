package dev.atelier.gateway.webhooks;

import java.net.UnknownHostException;

/** A name leads to an address that may not be called. */
final class ForbiddenDestinationException extends UnknownHostException {
    ForbiddenDestinationException(String message) {
        super(message);
    }
}
