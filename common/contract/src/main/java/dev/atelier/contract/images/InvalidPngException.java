package dev.atelier.contract.images;

/** Bytes that are no PNG as read here; the message says where and why. */
public final class InvalidPngException extends RuntimeException {
    public InvalidPngException(String message) {
        super(message);
    }
}
