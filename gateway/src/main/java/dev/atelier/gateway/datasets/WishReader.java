package dev.atelier.gateway.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.BodyFields;
import dev.atelier.gateway.requests.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the body of an update. */
final class WishReader {
    private static final List<String> FIELDS =
            List.of("version", "manifestSha256", "models", "newModels", "location", "by");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final String NAME_IN_WORDS = "1 to 63 of a-z, 0-9, '.' and '-', beginning with a letter or digit";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*/?");
    private static final int LONGEST_LOCATION = 300;
    private static final int MOST_MODELS = 100;

    private final BodyFields fields;

    private WishReader(BodyFields fields) {
        this.fields = fields;
    }

    /**
     * @param dataSet as the path names it
     * @throws dev.atelier.gateway.problems.ProblemException {@code broken-json} or {@code invalid-request}
     */
    static Wish read(String dataSet, byte[] json) {
        if (!NAME.matcher(dataSet).matches()) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "'" + dataSet + "' cannot be the name of a data set: " + NAME_IN_WORDS + ".")
                    .asException();
        }
        JsonBody body = JsonBody.read(json, FIELDS, "{\"version\": \"2026-11\", \"manifestSha256\": …}");
        Wish wish = new WishReader(body.fields()).wish(dataSet);
        body.requireRight();
        return wish;
    }

    private Wish wish(String dataSet) {
        return new Wish(
                dataSet,
                matching("version", NAME, NAME_IN_WORDS)
                        .orElseGet(() -> fields.missing("version", "the new version of the data set")),
                matching("manifestSha256", SHA_256, "64 digits of 0-9 and a-f")
                        .orElseGet(() -> fields.missing(
                                "manifestSha256",
                                "the SHA-256 of the version's manifest.json, as sha256sum prints it")),
                names("models"),
                newModels(),
                location(),
                fields.name("by").orElse("api"));
    }

    private Optional<String> matching(String field, Pattern pattern, String inWords) {
        return fields.name(field).filter(value -> {
            boolean right = pattern.matcher(value).matches();
            if (!right) {
                fields.error(field, fields.object().path(field), "'" + field + "' must be " + inWords);
            }
            return right;
        });
    }

    private Optional<String> location() {
        return fields.text("location", LONGEST_LOCATION).filter(value -> {
            boolean right = PREFIX.matcher(value).matches();
            if (!right) {
                fields.error(
                        "location",
                        fields.object().path("location"),
                        "'location' must be a prefix of keys in the store, such as datasets/shop/2026-11/");
            }
            return right;
        });
    }

    /** Names that nobody has heard of yet, so their form is all that can be looked at. */
    private List<String> newModels() {
        List<String> names = names("newModels").orElse(List.of());
        for (int i = 0; i < names.size(); i++) {
            if (!NAME.matcher(names.get(i)).matches()) {
                fields.errors()
                        .add(BodyFields.mistake(
                                FieldError.pointer("/newModels", Integer.toString(i)),
                                fields.object().path("newModels").get(i),
                                "a model's name is " + NAME_IN_WORDS));
            }
        }
        return names;
    }

    private Optional<List<String>> names(String field) {
        JsonNode node = fields.object().path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isArray() || node.isEmpty() || node.size() > MOST_MODELS) {
            fields.error(field, node, "'" + field + "' must be an array of 1 to " + MOST_MODELS + " names of models");
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isTextual()) {
                fields.errors()
                        .add(BodyFields.mistake(
                                FieldError.pointer("/" + field, Integer.toString(i)),
                                node.get(i),
                                "each of '" + field + "' must be the name of a model"));
            } else {
                names.add(node.get(i).textValue());
            }
        }
        return Optional.of(names);
    }
}
