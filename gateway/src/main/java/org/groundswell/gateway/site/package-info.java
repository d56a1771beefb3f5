/** The pages, rendered here from what the services say. */
@NullMarked
package org.groundswell.gateway.site;

import org.jspecify.annotations.NullMarked;
