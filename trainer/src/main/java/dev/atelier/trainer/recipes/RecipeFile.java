package dev.atelier.trainer.recipes;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A recipe as text: one of the shipped ones or somebody's own file.
 *
 * @param name for messages: the shipped recipe's or the file's
 * @param text the whole recipe, YAML
 * @param base the shipped recipe that a file said only its differences from, if any
 */
public record RecipeFile(String name, String text, Optional<String> base) {

    /** The models that can be trained, each in these recipes. */
    public static final List<String> MODELS = List.of("cgan", "cvae", "subtype-cgan", "mcgan", "cpggan", "cdpggan");

    /** As the published model has it, and the one that makes the best pictures: these two there are for every model. */
    public static final List<String> RECIPES = List.of("seed", "strong");

    /** The strong recipe, where the networks are told only what a picture's class says. */
    private static final List<String> CLASS_LABEL = List.of("class-label");

    /** The published variants of some. */
    private static final Map<String, List<String>> VARIANTS =
            Map.of("mcgan", List.of("multiplied"), "cpggan", CLASS_LABEL, "cdpggan", CLASS_LABEL);

    private static final ObjectMapper YAML = Json.strict(new YAMLMapper())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /**
     * Finds a model's recipe.
     *
     * @param recipe {@code seed}, {@code strong} or the path of a file
     * @throws IllegalArgumentException where there is no such model or recipe; says which there are
     * @throws IOException where the file can't be read
     */
    public static RecipeFile find(String model, String recipe) throws IOException {
        if (!MODELS.contains(model)) {
            throw new IllegalArgumentException("there is no model '" + model + "' to train; did you mean "
                    + String.join(" or ", ClosestNames.to(model, MODELS)) + "? All: " + MODELS);
        }
        List<String> recipes = of(model);
        if (recipes.contains(recipe)) {
            return shipped(model + "-" + recipe + ".yaml");
        }
        try {
            return written(recipe, Files.readString(Path.of(recipe)));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "there is no recipe '" + recipe + "': it is one of " + recipes + " or the path of a file", e);
        }
    }

    /** The names of a model's recipes. */
    public static List<String> of(String model) {
        List<String> recipes = new ArrayList<>(RECIPES);
        recipes.addAll(VARIANTS.getOrDefault(model, List.of()));
        return recipes;
    }

    /** For names of folders: without directories and ending. */
    public String shortName() {
        String file = String.valueOf(Path.of(name).getFileName());
        return file.replaceFirst("\\.[^.]*$", "").replaceFirst("^(" + String.join("|", MODELS) + ")-", "");
    }

    private static RecipeFile shipped(String file) throws IOException {
        try (InputStream in = RecipeFile.class.getResourceAsStream("/recipes/" + file)) {
            return written(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * A recipe of somebody's text.
     *
     * @param text YAML; where it has a {@code base}, only what differs from that shipped recipe, as {@code cgan-strong}
     * @throws IllegalArgumentException where there is no such base; says which there are
     */
    public static RecipeFile written(String name, String text) throws IOException {
        Optional<String> base = RecipeLayers.baseOf(text);
        if (base.isEmpty()) {
            return new RecipeFile(name, text, base);
        }
        List<String> all = MODELS.stream()
                .flatMap(model -> of(model).stream().map(recipe -> model + "-" + recipe))
                .toList();
        if (!all.contains(base.get())) {
            throw new IllegalArgumentException(name + ": there is no recipe '" + base.get()
                    + "' to build on; did you mean " + String.join(" or ", ClosestNames.to(base.get(), all))
                    + "? All: " + all);
        }
        String whole = RecipeLayers.lay(text, shipped(base.get() + ".yaml").text());
        return new RecipeFile(name, whole, base);
    }

    /**
     * Understands the text.
     *
     * @throws IOException where it is no recipe; says line, key and what would be right
     */
    public Recipe parse() throws IOException {
        try {
            return YAML.readValue(text, Recipe.class);
        } catch (JsonProcessingException e) {
            throw new IOException(name + line(e.getLocation()) + ": " + reason(e), e);
        }
    }

    /** Where a file says differences only, the line is that of the whole, which the training command prints. */
    private String line(JsonLocation location) {
        if (location == null || location.getLineNr() < 0) {
            return "";
        }
        String over = base.map(laid -> " over " + laid).orElse("");
        return over + ", line " + location.getLineNr();
    }

    private String reason(JsonProcessingException e) throws JsonProcessingException {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return suggestion("key ", unknown.getPropertyName(), known);
        }
        if (e instanceof InvalidTypeIdException type && type.getTypeId() != null) {
            return suggestion("", type.getTypeId(), typesOf(type));
        }
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return refused.getCause().getMessage();
        }
        if (e instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()
                && mismatch.getOriginalMessage().matches("(Null value for creator property|Cannot map `null`).*")) {
            return missing(mismatch.getPath());
        }
        return e.getOriginalMessage().lines().findFirst().orElse("it is no recipe");
    }

    /** What is missing may be there under a wrong name. */
    private String missing(List<JsonMappingException.Reference> path) throws JsonProcessingException {
        JsonMappingException.Reference last = path.get(path.size() - 1);
        JsonNode owner = YAML.readTree(text);
        for (JsonMappingException.Reference step : path.subList(0, path.size() - 1)) {
            owner = step.getFieldName() == null ? owner.path(step.getIndex()) : owner.path(step.getFieldName());
        }
        if (last.getFrom() instanceof Class<?> type && type.isRecord()) {
            List<String> known = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            List<String> unknown = new ArrayList<>();
            owner.fieldNames().forEachRemaining(unknown::add);
            unknown.removeAll(known);
            unknown.removeAll(List.of("type", "method"));
            if (!unknown.isEmpty()) {
                return suggestion("key ", unknown.get(0), known);
            }
        }
        return "'" + last.getFieldName() + "' is missing";
    }

    private static String suggestion(String kind, String given, List<String> known) {
        return "there is no " + kind + "'" + given + "' here; did you mean "
                + String.join(" or ", ClosestNames.to(given, known)) + "? All: " + known;
    }

    /** The names that could have stood in place of an unknown {@code type} or {@code method}. */
    private static List<String> typesOf(InvalidTypeIdException e) {
        DeserializationConfig config = YAML.getDeserializationConfig();
        return YAML
                .getSubtypeResolver()
                .collectAndResolveSubtypesByTypeId(
                        config,
                        config.introspectClassAnnotations(e.getBaseType()).getClassInfo())
                .stream()
                .filter(NamedType::hasName)
                .map(NamedType::getName)
                .sorted()
                .toList();
    }
}
