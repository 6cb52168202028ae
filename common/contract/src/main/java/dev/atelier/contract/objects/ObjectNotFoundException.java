package dev.atelier.contract.objects;

/** There is no object of that key. */
public final class ObjectNotFoundException extends RuntimeException {
    public ObjectNotFoundException(String key) {
        super("there is no object " + key);
    }
}
