package dev.atelier.trainer.datasets.sources;

import java.util.List;

/**
 * The Lancaster stemmer: C. D. Paice, "Another stemmer", SIGIR Forum 24(3), 1990, with its published rules. A rule is the
 * ending backwards, {@code *} where it applies to unchanged words only, how many letters go, what comes in their place, and
 * {@code >} where rules are looked for again. A table of its own, because the only library of Java that was found to have
 * it, Smile, is under the GPL.
 *
 * <p>Words with hyphens are looked at as the data set's published preparation does it: the letter that picks the rules is the
 * last one before the first hyphen, so that most of such words stay whole.
 */
final class LancasterStemmer {

    private static final String RULES = """
            ai*2. a*1. bb1. city3s. ci2> cn1t> dd1. dei3y> deec2ss. dee1. de2> dooh4> e1> feil1v. fi2> gni3> gai3y. ga2>
            gg1. ht*2. hsiug5ct. hsi3> i*1. i1y> ji1d. juf1s. ju1d. jo1d. jeh1r. jrev1t. jsim2t. jn1d. j1s. lbaifi6. lbai4y.
            lba3> lbi3. lib2l> lc1. lufi4y. luf3> lu2. lai3> lau3> la2> ll1. mui3. mu*2. msi3> mm1. nois4j> noix4ct. noi3>
            nai3> na2> nee0. ne2> nn1. pihs4> pp1. re2> rae0. ra2. ro2> ru2> rr1. rt1> rei3y> sei3y> sis2. si2> ssen4> ss0.
            suo3> su*2. s*1> s0. tacilp4y. ta2> tnem4> tne3> tna3> tpir2b. tpro2b. tcud1. tpmus2. tpec2iv. tulo2v. tsis0.
            tsi3> tt1. uqi3. ugo1. vis3j> vie0. vi2> ylb1> yli3y> ylp0. yl2> ygo1. yhp1. ymo1. ypo1. yti3> yte3> ytl2. yrtsi5.
            yra3> yro3> yfi3. ycn2t> yca3> zi2> zy1s.
            """;

    private static final List<Rule> TABLE = RULES.strip()
            .lines()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .map(Rule::of)
            .toList();

    private LancasterStemmer() {}

    private record Rule(String ending, boolean intactOnly, int removed, String added, boolean goesOn) {

        static Rule of(String text) {
            int digit = 0;
            while (!Character.isDigit(text.charAt(digit))) {
                digit++;
            }
            boolean intact = text.charAt(digit - 1) == '*';
            return new Rule(
                    new StringBuilder(text.substring(0, intact ? digit - 1 : digit))
                            .reverse()
                            .toString(),
                    intact,
                    text.charAt(digit) - '0',
                    text.substring(digit + 1, text.length() - 1),
                    text.endsWith(">"));
        }

        boolean appliesTo(String word, boolean intact, char letter) {
            return ending.charAt(ending.length() - 1) == letter
                    && word.endsWith(ending)
                    && (intact || !intactOnly)
                    && isStem(word, word.length() - removed);
        }

        /** At least two letters, or three with a vowel where the first is none. */
        private static boolean isStem(String word, int length) {
            return isVowel(word.charAt(0))
                    ? length >= 2
                    : length >= 3 && (isVowel(word.charAt(1)) || isVowel(word.charAt(2)));
        }

        private static boolean isVowel(char letter) {
            return "aeiouy".indexOf(letter) >= 0;
        }
    }

    /** @param word in lower case */
    static String stem(String word) {
        String stem = word;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            int letters = 0;
            while (letters < stem.length() && Character.isLetter(stem.charAt(letters))) {
                letters++;
            }
            if (letters == 0) {
                return stem;
            }
            char letter = stem.charAt(letters - 1);
            for (Rule rule : TABLE) {
                if (rule.appliesTo(stem, stem.equals(word), letter)) {
                    stem = stem.substring(0, stem.length() - rule.removed()) + rule.added();
                    goesOn = rule.goesOn();
                    break;
                }
            }
        }
        return stem;
    }
}
