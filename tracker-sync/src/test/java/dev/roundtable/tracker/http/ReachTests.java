package dev.roundtable.tracker.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

import dev.roundtable.tracker.http.Reach.Objection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReachTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
			"169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
			"fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::1",
			"2001:db8::1" })
	void an_address_that_is_not_of_the_internet_is_refused(String address) throws UnknownHostException {
		assertThat(Reach.INTERNET.allows(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "140.82.121.6", "172.15.255.255", "172.32.0.1", "100.63.0.1", "2606:50c0:8000::154",
			"64:ff9b::140.82.121.6" })
	void an_address_of_the_internet_is_allowed(String address) throws UnknownHostException {
		assertThat(Reach.INTERNET.allows(InetAddress.getByName(address))).isTrue();
	}

	@Test
	void a_network_is_allowed_by_setting_and_its_neighbours_are_not() throws UnknownHostException {
		Reach reach = Reach.with(List.of("10.1.0.0/16", "fd00:1::/32"));
		assertThat(reach.allows(InetAddress.getByName("10.1.255.1"))).isTrue();
		assertThat(reach.allows(InetAddress.getByName("fd00:1::5"))).isTrue();
		assertThat(reach.allows(InetAddress.getByName("10.2.0.1"))).isFalse();
		assertThat(reach.allows(InetAddress.getByName("fd00:2::5"))).isFalse();
		assertThat(reach.allows(InetAddress.getByName("140.82.121.6"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "", "intranet/8" })
	void what_is_no_network_is_no_setting(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Reach.with(List.of(text)));
	}

	/** The last two are 127.0.0.1 as well, to whoever connects. */
	@ParameterizedTest
	@ValueSource(strings = { "https://127.0.0.1/redmine", "http://localhost:8080", "https://[::1]/",
			"http://2130706433/", "https://[::ffff:127.0.0.1]/" })
	void an_address_within_is_objected_to_however_it_is_written(String base) {
		assertThat(Reach.INTERNET.objection(URI.create(base))).contains(Objection.PRIVATE_NETWORK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://140.82.121.6", "file:///etc/passwd", "https://user:word@140.82.121.6/",
			"https://140.82.121.6/?key=1", "https:/nowhere", "140.82.121.6" })
	void what_is_no_address_of_the_web_is_objected_to(String base) {
		assertThat(Reach.INTERNET.objection(URI.create(base))).contains(Objection.NO_ADDRESS);
	}

	@Test
	void a_token_crosses_the_internet_encrypted_only() {
		assertThat(Reach.INTERNET.objection(URI.create("http://140.82.121.6"))).contains(Objection.NOT_SECRET);
		assertThat(Reach.INTERNET.objection(URI.create("https://140.82.121.6"))).isEmpty();
		assertThat(Reach.with(List.of("127.0.0.0/8")).objection(URI.create("http://127.0.0.1"))).isEmpty();
	}

}
