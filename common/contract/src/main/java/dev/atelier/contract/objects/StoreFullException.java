package dev.atelier.contract.objects;

/** The store has no room for more: nothing that is written will succeed before a person makes some. */
public final class StoreFullException extends StoreRefusedException {
    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
