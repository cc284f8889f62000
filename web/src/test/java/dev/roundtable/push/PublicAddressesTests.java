package dev.roundtable.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;

import dev.roundtable.http.BadInput;
import com.interaso.webpush.VapidKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A subscription's address leads out into the world, or nowhere. */
class PublicAddressesTests {

	private static final String POINT = Base64.getUrlEncoder()
		.withoutPadding()
		.encodeToString(VapidKeys.generate().getApplicationServerKey());

	private static final String SECRET = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[16]);

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255",
			"192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.0.1", "192.0.0.1", "192.0.2.1", "192.88.99.1",
			"198.18.0.1", "198.19.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fec0::1",
			"fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
			"2001::1", "2001:db8::1" })
	void what_only_this_machine_could_reach_is_not_connected_to(String address) throws UnknownHostException {
		assertThat(PublicAddresses.isInternal(InetAddress.getByName(address))).isTrue();
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> new PublicAddresses(false).resolve(address));
		assertThatCode(() -> new PublicAddresses(true).resolve(address)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.1.0.1",
			"198.17.0.1", "223.255.255.254", "2606:4700::1111", "2a00:1450:4001::1", "2001:4860::8888" })
	void what_is_out_in_the_world_is(String address) throws UnknownHostException {
		assertThat(PublicAddresses.isInternal(InetAddress.getByName(address))).isFalse();
	}

	@Test
	void a_name_that_leads_to_this_machine_is_refused_when_it_is_looked_up() {
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> new PublicAddresses(false).resolve("localhost"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http://push.example.org/1", "https://push.example.org:8443/1", "https://127.0.0.1/1",
			"https://[::1]/1", "https://2130706433/1", "https://0x7f.1/1", "https://localhost/1", "https://intranet/1",
			"https://user@push.example.org/1", "https://push.example.org/1#x", "ftp://push.example.org/1",
			"https://push.example.org/a b", "https://push.example.org/\n", "javascript:alert(1)", "https:///1" })
	void an_address_that_no_push_service_has_is_refused(String endpoint) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Subscription.of(endpoint, POINT, SECRET, false))
			.matches((bad) -> bad.field().equals("endpoint"));
	}

	@Test
	void keys_are_points_of_the_curve_and_secrets_of_their_length() {
		String address = "https://push.example.org/send/1?x=2";
		assertThat(Subscription.of(address, POINT, SECRET, false).endpoint()).isEqualTo(address);
		String longest = address + "a".repeat(1000 - address.length());
		assertThat(Subscription.of(longest, POINT, SECRET, false).endpoint()).hasSize(1000);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> Subscription.of(longest + "a", POINT, SECRET, false));
		byte[] beside = Base64.getUrlDecoder().decode(POINT);
		beside[64] ^= 1;
		for (byte[] wrong : new byte[][] { beside, new byte[65], new byte[64], {} }) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> Subscription.of(address, Base64.getUrlEncoder().encodeToString(wrong), SECRET, false))
				.matches((bad) -> bad.field().equals("p256dh"));
		}
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Subscription.of(address, POINT, "AAAA", false))
			.matches((bad) -> bad.field().equals("auth"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Subscription.of(address, "??", SECRET, false));
	}

}
