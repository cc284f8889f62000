package dev.roundtable.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsPortTests {

	@Test
	void a_second_node_on_the_machine_starts_although_the_first_has_the_port() throws IOException {
		try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(portWanting(first.getLocalPort())).isEqualTo("0");
		}
	}

	@Test
	void a_free_port_is_taken_as_asked() throws IOException {
		int free;
		try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = probe.getLocalPort();
		}
		assertThat(portWanting(free)).isEqualTo(String.valueOf(free));
	}

	private static String portWanting(int port) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.setEnvironment(new MockEnvironment().withProperty("management.server.port", String.valueOf(port)));
			new MetricsPort().initialize(context);
			return String.valueOf(context.getEnvironment().getProperty("management.server.port"));
		}
	}

}
