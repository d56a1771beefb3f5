package org.groundswell.local.bench;

import java.util.Map;

/**
 * One stretch of the benchmark.
 *
 * @param path by which the requests went
 * @param clients how many sent them
 * @param pledges whether they were pledges, else requests that do nothing
 * @param outcome what came of it
 * @param cpuPercent how much of the machine each process used meanwhile
 * @param machinePercent how busy the machine was with everything on it; negative when it
 * cannot be told
 */
record Cell(String path, int clients, boolean pledges, Outcome outcome, Map<String, Double> cpuPercent,
        double machinePercent) {

    String request() {
        return this.pledges ? "pledge" : "no-op";
    }

}
