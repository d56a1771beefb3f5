package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.groundswell.analytics.PlacesMother.places;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTests {

    private static final Places SHIPPED = places();

    @Test
    void everyPlaceOfTheFileIsKnownWithItsCommas() {
        assertThat(SHIPPED.all()).hasSize(60);
        assertThat(SHIPPED.find("QK1"))
            .contains(new Places.Place("QK1", "E54000015", "Leicester, Leicestershire and Rutland", "icb", "Y60"));
        assertThat(SHIPPED.find("E92000001"))
            .contains(new Places.Place("E92000001", "E92000001", "England", "nation", null));
        assertThat(SHIPPED.nameOf("QWO")).isEqualTo("West Yorkshire");
        assertThat(SHIPPED.nameOf("ZZ9")).isEqualTo("ZZ9");
    }

    @Test
    void boardsAreGatheredUnderTheirRegionOrNation() {
        var given = List.of(part("QWO", 1), part("QHM", 2), part("QMJ", 4), part("7A4", 8), part("S92000003", 16),
                part("E92000001", 32), part("Y56", 64), part("ZZ9", 128), part(null, 256));

        assertThat(SHIPPED.gather(given, Level.PLACE)).containsExactlyInAnyOrderElementsOf(given);
        assertThat(SHIPPED.gather(given, Level.REGION)).containsExactlyInAnyOrder(part("Y63", 3), part("Y56", 68),
                part("W92000004", 8), part("S92000003", 16), part("E92000001", 32), part("ZZ9", 128), part(null, 256));
        assertThat(SHIPPED.gather(given, Level.NATION)).containsExactlyInAnyOrder(part("E92000001", 103),
                part("W92000004", 8), part("S92000003", 16), part("ZZ9", 128), part(null, 256));
    }

    @Property
    void everyLevelSumsToTheSame(@ForAll("parts") List<Tally.Part> parts, @ForAll Level level) {
        var gathered = SHIPPED.gather(parts, level);

        assertThat(gathered).extracting(Tally.Part::code).doesNotHaveDuplicates();
        assertThat(gathered.stream().mapToLong(Tally.Part::pledges).sum())
            .isEqualTo(parts.stream().mapToLong(Tally.Part::pledges).sum());
        assertThat(gathered.stream().mapToLong(Tally.Part::people).sum())
            .isEqualTo(parts.stream().mapToLong(Tally.Part::people).sum());
        assertThat(gathered.stream().filter(part -> part.code() == null).toList())
            .isEqualTo(parts.stream().filter(part -> part.code() == null).toList());
    }

    @Provide
    Arbitrary<List<Tally.Part>> parts() {
        var codes = new ArrayList<>(SHIPPED.all().stream().map(Places.Place::code).toList());
        codes.addAll(List.of("ZZ9", "merged-board"));
        return Combinators
            .combine(Arbitraries.of(codes).injectNull(0.05), Arbitraries.longs().between(0, 1_000_000_000),
                    Arbitraries.longs().between(0, 1_000_000_000))
            .as(Tally.Part::new)
            .list()
            .uniqueElements(Tally.Part::code)
            .ofMaxSize(70);
    }

    @Test
    void anotherFileMayHaveItsColumnsInAnotherOrderOrFewerOfThem() {
        assertThat(places("name,code\n\"Here, there\",H1\n").find("H1"))
            .contains(new Places.Place("H1", null, "Here, there", null, null));
    }

    @Test
    void aPlaceOfUnknownKindIsGatheredAsFarAsItsParentsGo() {
        var places = places("""
                code,ons_code,name,kind,parent
                N,,Nation,nation,
                R,,Region,nhs-region,N
                B,,Board,icb,R
                T,,Trust,trust,B
                """);
        assertThat(places.gather(List.of(part("T", 1)), Level.PLACE)).containsExactly(part("T", 1));
        assertThat(places.gather(List.of(part("T", 1)), Level.REGION)).containsExactly(part("R", 1));
        assertThat(places.gather(List.of(part("T", 1)), Level.NATION)).containsExactly(part("N", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "code,ons_code\nA,B\n", "code,name\nA\n", "code,name\nA,B\nA,C\n", "code,name\n,B\n",
            "code,name,parent\nA,B,Z\n", "code,name,parent\nA,B,A\n", "code,name,parent\nA,B,C\nC,D,A\n" })
    void aFileThatIsNotOfPlacesIsRefused(String csv) {
        assertThatIllegalStateException().isThrownBy(() -> places(csv));
    }

    @Test
    void aFileThatIsNotCsvIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> places("code,name\nA,\"B\n"));
    }

    private static Tally.Part part(@Nullable String code, long pledges) {
        return new Tally.Part(code, pledges, 2 * pledges);
    }

}
