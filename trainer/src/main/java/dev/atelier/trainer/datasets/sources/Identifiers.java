package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.sources.ListFile.NamedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What DeepFashion's thousand attributes come down to: attributes of style are left out; from the names of the others {@code
 * abstract}, {@code print}, {@code faux} and {@code -inspired} are taken, wherever they stand; the words that are left and
 * have one stem are one identifier, in the bin of most of the attributes that it comes from, of the first one where several
 * are as many. The official list gives 436, with the categories 486.
 *
 * <p>As in the published preparation, which that number is of, a part of a word is taken as well: {@code printed} leaves
 * {@code ed}, which is an identifier then. For people it has the name of the word that it comes from.
 */
final class Identifiers {

    private static final Pattern MODIFIER = Pattern.compile("abstract|print|faux|-inspired");

    /**
     * An identifier.
     *
     * @param stem of its words
     * @param name for people: its most frequent word, unique in its bin
     */
    record Identifier(String stem, String name, Bin bin) {}

    /** A word of an attribute. */
    private record Word(int attribute, int type, String stem, String original) {}

    private final List<Identifier> all = new ArrayList<>();
    private final List<List<Identifier>> ofAttribute = new ArrayList<>();

    /** @param attributes in the order of their columns, with types from 1 to 5 */
    Identifiers(List<NamedType> attributes) {
        Map<String, List<Word>> byStem = new TreeMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            ofAttribute.add(new ArrayList<>());
            if (attributes.get(i).type() != Bin.STYLE) {
                for (Word word : words(i, attributes.get(i))) {
                    byStem.computeIfAbsent(word.stem(), s -> new ArrayList<>()).add(word);
                }
            }
        }
        byStem.forEach((stem, words) -> {
            Identifier identifier = new Identifier(
                    stem,
                    mostFrequent(words, Word::original, Comparator.comparing(String::length)),
                    Bin.values()[mostFrequent(words, Word::type, Comparator.naturalOrder())]);
            all.add(identifier);
            words.forEach(word -> {
                List<Identifier> found = ofAttribute.get(word.attribute());
                if (!found.contains(identifier)) {
                    found.add(identifier);
                }
            });
        });
    }

    private static List<Word> words(int attribute, NamedType named) {
        List<Word> words = new ArrayList<>();
        for (String original : named.name().toLowerCase(Locale.ROOT).split(" +")) {
            Matcher matcher = MODIFIER.matcher(original);
            String left = matcher.replaceAll("");
            if (!left.isEmpty()) {
                words.add(new Word(attribute, named.type(), LancasterStemmer.stem(left), original));
            }
        }
        return words;
    }

    /** Of several that are as frequent the least by {@code order}, then by their natural order. */
    private static <T extends Comparable<T>> T mostFrequent(
            List<Word> words, Function<Word, T> property, Comparator<T> order) {
        Map<T, Long> counts = words.stream().collect(Collectors.groupingBy(property, Collectors.counting()));
        return counts.entrySet().stream()
                .min(Map.Entry.<T, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, order)
                        .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    /** In the order of their stems. */
    List<Identifier> all() {
        return all;
    }

    /** Those of an attribute, none where it is one of style. */
    List<Identifier> of(int attribute) {
        return ofAttribute.get(attribute);
    }
}
