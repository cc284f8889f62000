package dev.roundtable.server;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The server under all rooms. Each request has a virtual thread, so that one that waits
 * for its client, to send or to read, takes nothing from the others; what is scarce has
 * bounds of its own.
 */
@Component
class HttpServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	/** As much of an answer as the kernel keeps for a client that reads slowly. */
	private static final String KEPT_BY_KERNEL = "204800";

	private final ObjectProvider<Acquaintance> acquaintances;

	private final ObjectProvider<Uploads> uploads;

	private final List<TimedHttp> protocols = new CopyOnWriteArrayList<>();

	HttpServer(ObjectProvider<Acquaintance> acquaintances, ObjectProvider<Uploads> uploads) {
		this.acquaintances = acquaintances;
		this.uploads = uploads;
	}

	@Override
	public void customize(TomcatServletWebServerFactory server) {
		server.setProtocol(TimedHttp.class.getName());
		server.addConnectorCustomizers(this::connect);
		server.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(BareErrors.class.getName());
			}
		});
		server.addContextValves(new WholeBody(this::nameOf, this::takesFilesAt));
	}

	private void connect(Connector connector) {
		if (connector.getProtocolHandler() instanceof TimedHttp http) {
			http.setExecutor(new VirtualThreadExecutor("http-"));
			http.setProperty("socket.txBufSize", KEPT_BY_KERNEL);
			this.protocols.add(http);
		}
	}

	private @Nullable String nameOf(HttpServletRequest request) {
		return this.acquaintances.stream()
			.map((one) -> one.nameOf(request))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private boolean takesFilesAt(String path) {
		return this.uploads.stream().anyMatch((room) -> room.takesFilesAt(path));
	}

	@Scheduled(fixedDelayString = "PT3S")
	void closeLateHeaders() {
		this.protocols.forEach(TimedHttp::closeLate);
	}

}
