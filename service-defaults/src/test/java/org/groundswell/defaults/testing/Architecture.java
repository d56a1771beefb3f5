package org.groundswell.defaults.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

/**
 * How a service is laid out: its domain at the root of its package, and around it
 * packages that know the domain while the domain knows none of them.
 *
 * @param root the service's root package
 */
public record Architecture(String root) {

    private static final String[] ADAPTERS = { "web", "messaging", "persistence", "mail", "campaigns" };

    /** Checks all rules; fails with what breaks them. */
    public void check() {
        var classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + root);
        }
        domainKnowsNoAdapter(classes);
        adaptersKnowEachOtherNot(classes);
        packagesAreNullMarked(classes);
        nothingIsInjectedIntoFields(classes);
        servicesAreApart(classes);
    }

    private void domainKnowsNoAdapter(JavaClasses classes) {
        for (var adapter : ADAPTERS) {
            noClasses().that()
                .resideInAPackage(root)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "." + adapter + "..")
                .check(classes);
        }
    }

    private void adaptersKnowEachOtherNot(JavaClasses classes) {
        SlicesRuleDefinition.slices()
            .matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .check(classes);
        for (var adapter : ADAPTERS) {
            for (var other : ADAPTERS) {
                if (!adapter.equals(other)) {
                    noClasses().that()
                        .resideInAPackage(root + "." + adapter + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root + "." + other + "..")
                        .allowEmptyShould(true)
                        .check(classes);
                }
            }
        }
    }

    private static void packagesAreNullMarked(JavaClasses classes) {
        classes().should(new ArchCondition<JavaClass>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        }).check(classes);
    }

    private static void nothingIsInjectedIntoFields(JavaClasses classes) {
        fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .andShould()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .check(classes);
        fields().that().areStatic().and().areNotFinal().should(new ArchCondition<>("not exist") {
            @Override
            public void check(com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
                if (!field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is static state"));
                }
            }
        }).allowEmptyShould(true).check(classes);
    }

    private void servicesAreApart(JavaClasses classes) {
        noClasses().should().dependOnClassesThat(new DescribedPredicate<>("are another service's") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("org.groundswell.") && !type.getPackageName().startsWith(root)
                        && !type.getPackageName().startsWith("org.groundswell.defaults");
            }
        }).check(classes);
    }

}
