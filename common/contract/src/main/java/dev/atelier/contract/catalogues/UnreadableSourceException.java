package dev.atelier.contract.catalogues;

import java.util.List;
import java.util.stream.Collectors;

/** A source of which no line can be read, say because its header names no attribute. */
public final class UnreadableSourceException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    UnreadableSourceException(List<Mistake> mistakes) {
        super(Mistake.few(mistakes).stream().map(Mistake::message).collect(Collectors.joining(" ")));
        this.mistakes = Mistake.few(mistakes);
    }

    UnreadableSourceException(Mistake mistake) {
        this(List.of(mistake));
    }

    /** Of very many the first, and at their end how many more there are. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
