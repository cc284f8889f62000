package dev.roundtable.server;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * What fails before any room is asked (a request line or a header that is none) is
 * answered with the bare status: Tomcat's own page says whose server this is.
 */
public final class BareErrors extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		if (response.getStatus() >= 400) {
			response.setErrorReported();
		}
	}

}
