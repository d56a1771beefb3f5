/** The one door to Groundswell: routes to the services, and the pages that people see. */
@NullMarked
package org.groundswell.gateway;

import org.jspecify.annotations.NullMarked;
