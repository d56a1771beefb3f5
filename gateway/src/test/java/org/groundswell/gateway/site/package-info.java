/** What pages are made of, tested without a browser. */
@NullMarked
package org.groundswell.gateway.site;

import org.jspecify.annotations.NullMarked;
