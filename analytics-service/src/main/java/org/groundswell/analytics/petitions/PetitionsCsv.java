package org.groundswell.analytics.petitions;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.groundswell.analytics.SiteProperties;
import org.springframework.stereotype.Component;

/**
 * The petitions as CSV (RFC 4180), for spreadsheets: all text is quoted, and what a
 * spreadsheet would take for a formula starts, as on the petitions site, with the
 * character's percent encoding instead.
 */
@Component
class PetitionsCsv {

    private static final String HEADER = "\"Petition\",\"URL\",\"State\",\"Signatures Count\"\n";

    private static final Pattern FORMULA = Pattern.compile("\\A[-=+@\\t\\r\\n]");

    private final String site;

    PetitionsCsv(SiteProperties site) {
        this.site = site.publicUrl();
    }

    String of(List<Counted> petitions, Instant now) {
        var csv = new StringBuilder(HEADER);
        for (var counted : petitions) {
            var petition = counted.petition();
            csv.append(quoted(petition.title()))
                .append(',')
                .append(quoted(site + "/petitions/" + petition.number()))
                .append(',')
                .append(quoted(petition.state(now).name().toLowerCase(Locale.ROOT)))
                .append(',')
                .append(counted.signatures())
                .append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        var defused = FORMULA.matcher(text).replaceFirst(sign -> "%%%02X".formatted((int) sign.group().charAt(0)));
        return '"' + defused.replace("\"", "\"\"") + '"';
    }

}
