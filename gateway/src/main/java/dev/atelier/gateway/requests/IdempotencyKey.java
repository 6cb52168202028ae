package dev.atelier.gateway.requests;

import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.util.Optional;
import java.util.regex.Pattern;

/** The value of an Idempotency-Key header: 1 to 255 visible ASCII characters. */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-idempotency-key} */
    public static Optional<IdempotencyKey> of(Optional<String> header) {
        header.filter(value -> !VISIBLE.matcher(value).matches()).ifPresent(value -> {
            throw Problem.of(
                            ProblemType.INVALID_IDEMPOTENCY_KEY,
                            "The Idempotency-Key must have 1 to 255 visible ASCII characters without spaces; this one has "
                                    + value.length() + " characters.")
                    .asException();
        });
        return header.map(IdempotencyKey::new);
    }
}
