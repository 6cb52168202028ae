package dev.atelier.contract.catalogues;

import java.util.List;
import java.util.stream.Collectors;

/** A source of which no line can be read, say because its header names no attribute. */
public final class UnreadableSourceException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    UnreadableSourceException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::message).collect(Collectors.joining(" ")));
        this.mistakes = List.copyOf(mistakes);
    }

    UnreadableSourceException(Mistake mistake) {
        this(List.of(mistake));
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
