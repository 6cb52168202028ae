package dev.atelier.contract.objects;

/** The store answered, and said no: wrong credentials, no such bucket, no right; trying again will not help. */
public sealed class StoreRefusedException extends RuntimeException permits StoreFullException {
    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
