package dev.roundtable.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where somebody else has the port of the metrics, such as a first node on this machine,
 * they get any free one: a site that does not start because of its metrics would be worse
 * than metrics that have to be looked for.
 */
class MetricsPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String PORT = "management.server.port";

	private static final Logger log = LoggerFactory.getLogger(MetricsPort.class);

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		Integer port = environment.getProperty(PORT, Integer.class);
		if (port != null && port > 0 && isTaken(port)) {
			log.warn("Port {} is taken: the metrics are on any free one this time. Name another one with {}.", port,
					PORT);
			environment.getPropertySources().addFirst(new MapPropertySource("metrics port", Map.of(PORT, "0")));
		}
	}

	private static boolean isTaken(int port) {
		try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return false;
		}
		catch (IOException taken) {
			return true;
		}
	}

}
