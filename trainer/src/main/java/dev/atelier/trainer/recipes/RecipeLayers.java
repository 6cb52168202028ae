package dev.atelier.trainer.recipes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays a shipped recipe over the one that it differs from, as text, so that what is printed to copy from is whole and keeps
 * its comments. A recipe that begins with {@code base: NAME} replaces or adds keys of the outermost level.
 */
final class RecipeLayers {
    private static final String TITLE = "";
    private static final Pattern BASE = Pattern.compile("(?m)^base: (\\S+)\\R");
    private static final Pattern KEY = Pattern.compile("^([A-Za-z]+):.*");

    private RecipeLayers() {}

    /** The name of the recipe that a text is laid over, if any. */
    static Optional<String> baseOf(String text) {
        return BASE.matcher(text).results().findFirst().map(found -> found.group(1));
    }

    /** The whole recipe: {@code base} with the keys and the title of {@code over}. */
    static String lay(String over, String base) {
        Map<String, String> whole = keys(base);
        whole.putAll(keys(BASE.matcher(over).replaceFirst("")));
        return String.join("", whole.values());
    }

    /** Keys of the outermost level with all lines that belong to each; what stands before the first is the title. */
    private static Map<String, String> keys(String text) {
        var keys = new LinkedHashMap<String, String>();
        String key = TITLE;
        for (String line : text.lines().toList()) {
            Matcher next = KEY.matcher(line);
            key = next.matches() ? next.group(1) : key;
            keys.merge(key, line + "\n", String::concat);
        }
        return keys;
    }
}
