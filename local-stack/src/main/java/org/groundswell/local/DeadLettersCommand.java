package org.groundswell.local;

import java.io.IOException;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.groundswell.local.deadletters.DeadLetter;
import org.groundswell.local.deadletters.DeadLetters;
import org.groundswell.local.deadletters.PutBack;
import org.groundswell.local.platform.PlatformOptions;
import org.groundswell.local.process.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code groundswell dead-letters}.
 */
@Command(name = "dead-letters", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Lists what the services could not read and put aside: id, when, topic, service, type and id "
                        + "of the event, bytes, reason. With --put-back, sends it to its topic again.",
                "Exit status 1 when a letter could not be put back." })
final class DeadLettersCommand implements Callable<Integer> {

    private static final String ALL = "all";

    private static final Pattern ID = Pattern.compile("\\d{1,9}-\\d{1,18}");

    /** What could move a terminal's cursor, or make a line look like something else. */
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final int LONGEST_TEXT = 60;

    private static final String LINE = "%-10s %-20s %-12s %-20s %-32s %-40s %9s  %s%n";

    @Option(names = "--put-back", arity = "1..*", paramLabel = "ID",
            description = "Send these letters to their topics again, with their key, headers and value; 'all': those "
                    + "that were not put back yet.")
    private @Nullable List<String> putBack;

    @Option(names = "--all", description = "List those that were put back, too.")
    private boolean all;

    @Option(names = "--json", description = "List for machines: a JSON object a line.")
    private boolean json;

    @Option(names = "--kafka", paramLabel = "HOST:PORT",
            description = "The broker (default: that of the platform that runs on the data folder).")
    private @Nullable String kafka;

    @Mixin
    private final DataOption data = new DataOption();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<String> ids = ids();
        PlatformOptions.requireHostAndPort("--kafka", this.kafka);
        DeadLetters letters = new DeadLetters((this.kafka != null) ? this.kafka : this.data.kafka());
        List<DeadLetter> found = letters.list();
        if (ids.isEmpty()) {
            list(found.stream().filter((letter) -> this.all || !letter.putBack()).toList());
            return 0;
        }
        return putBack(letters, chosen(found, ids)) ? 0 : 1;
    }

    /** What to put back; empty when that is not wanted. */
    private Set<String> ids() {
        if (this.putBack == null) {
            return Set.of();
        }
        if (this.all || this.json) {
            throw new CannotRun("--put-back goes with neither --all nor --json");
        }
        Set<String> ids = new LinkedHashSet<>(this.putBack);
        for (String id : ids) {
            if (!ID.matcher(id).matches() && !(id.equals(ALL) && ids.size() == 1)) {
                throw new CannotRun("--put-back: '%s' is not the id of a letter, such as 3-17".formatted(plain(id)));
            }
        }
        return ids;
    }

    private static Collection<DeadLetter> chosen(List<DeadLetter> found, Set<String> ids) {
        if (ids.contains(ALL)) {
            return found.stream().filter((letter) -> !letter.putBack()).toList();
        }
        Map<String, DeadLetter> byId = found.stream().collect(Collectors.toMap(DeadLetter::id, Function.identity()));
        List<DeadLetter> chosen = new ArrayList<>();
        for (String id : ids) {
            DeadLetter letter = byId.get(id);
            if (letter == null) {
                throw new CannotRun("there is no dead letter %s, so none was put back".formatted(id));
            }
            chosen.add(letter);
        }
        return chosen;
    }

    private boolean putBack(DeadLetters letters, Collection<DeadLetter> chosen)
            throws IOException, InterruptedException {
        AtomicBoolean good = new AtomicBoolean(true);
        letters.putBack(chosen, (result) -> {
            print(result);
            good.compareAndSet(true, result.problem() == null);
        });
        if (chosen.isEmpty()) {
            this.out.println("Nothing to put back.");
        }
        return good.get();
    }

    private void print(PutBack result) {
        DeadLetter letter = result.letter();
        String problem = result.problem();
        this.out.println(letter.id() + ((problem != null) ? " not put back: " + plain(problem)
                : " put back to " + plain(String.valueOf(letter.topic()))));
    }

    private void list(List<DeadLetter> letters) {
        if (this.json) {
            JsonMapper mapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
            // The one control character that is ASCII and that JSON leaves as it is.
            letters
                .forEach((letter) -> this.out.println(mapper.writeValueAsString(letter).replace("\u007f", "\\u007f")));
            return;
        }
        if (letters.isEmpty()) {
            this.out.println("No dead letters.");
            return;
        }
        this.out.printf(LINE, "ID", "WHEN", "TOPIC", "SERVICE", "TYPE", "EVENT", "BYTES", "REASON");
        letters.forEach((letter) -> this.out.printf(LINE, letter.id(), letter.at().truncatedTo(ChronoUnit.SECONDS),
                text(letter.topic()), text(letter.refusedBy()), text(letter.type()), text(letter.eventId()),
                (letter.bytes() != null) ? letter.bytes() : "-",
                plain((letter.reason() != null) ? letter.reason() : "-") + (letter.cut() ? " (cut)" : "")
                        + (letter.putBack() ? " (put back)" : "")));
    }

    private static String text(@Nullable String any) {
        if (any == null || any.isEmpty()) {
            return "-";
        }
        return plain((any.length() > LONGEST_TEXT) ? any.substring(0, LONGEST_TEXT) + "..." : any);
    }

    private static String plain(String any) {
        return CONTROL_CHARACTERS.matcher(any).replaceAll("?");
    }

}
