package dev.atelier.standalone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What things may not be called. */
class NamesTest {
    static Stream<String> modules() {
        return Stream.of(Modules.COMMON, Modules.SERVICES, Modules.DEPLOY).flatMap(list -> list.stream());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aClassIsNamedAfterWhatItIs(String module) {
        noClasses()
                .that()
                .resideInAPackage("dev.atelier..")
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)(\\$.*)?")
                .because("such a name says nothing, and everything can be put into such a class")
                .check(Modules.of(module));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aPackageIsNamedAfterAWordOfTheDomain(String module) {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..", "..manager..", "..impl..")
                .because("a reader looks for jobs, batches, models, and does not know what to look for in util")
                .check(Modules.of(module));
    }
}
