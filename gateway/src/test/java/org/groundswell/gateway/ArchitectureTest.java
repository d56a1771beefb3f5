package org.groundswell.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.groundswell.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesDependOneWay = slices().matching("org.groundswell.gateway.(*)..")
        .should()
        .beFreeOfCycles();

    @ArchTest
    static final ArchRule pagesAndRoutesMeetOnlyUpstream = noClasses().that()
        .resideInAPackage("..site..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..routing..");

    @ArchTest
    static final ArchRule onlyUpstreamTalksToServices = noClasses().that()
        .resideInAnyPackage("..site..", "..routing..", "..problem..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..", "java.net.http..");

}
