/** The HTTP interface: there is none but health and metrics. */
@NullMarked
package org.groundswell.notification.web;

import org.jspecify.annotations.NullMarked;
