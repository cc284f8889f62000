package dev.roundtable.demo;

import java.util.List;

import dev.roundtable.people.Role;

/**
 * The people and boards of the demo: fans and makers of Lumen OS, a phone system that
 * does not exist. The same names serve in tests.
 */
public final class World {

	/** Everybody's. */
	public static final String PASSWORD = "lumen-round-table";

	/** A fan who writes simplified Chinese. */
	public static final Resident XIAOYU = new Resident("小雨", Role.FAN);

	/** A fan who writes traditional Chinese. */
	public static final Resident AZHE = new Resident("阿哲", Role.FAN);

	/** A fan who writes English. */
	public static final Resident MAYA = new Resident("Maya", Role.FAN);

	/** An engineer: the camera. */
	public static final Resident LIN = new Resident("林工", Role.ENGINEER);

	/** An engineer: the battery. */
	public static final Resident TOMAS = new Resident("Tomas", Role.ENGINEER);

	/** An engineer: home screen and messages. */
	public static final Resident HEMIN = new Resident("何敏", Role.ENGINEER);

	public static final Resident SUQING = new Resident("苏晴", Role.PRODUCT_MANAGER);

	public static final Resident LAOZHOU = new Resident("老周", Role.MODERATOR);

	public static final Resident ADA = new Resident("Ada", Role.ADMINISTRATOR);

	public static final List<Resident> PEOPLE = List.of(XIAOYU, AZHE, MAYA, new Resident("佩珊", Role.FAN),
			new Resident("大刘", Role.FAN), new Resident("Jonas", Role.FAN), new Resident("Priya", Role.FAN), LIN, TOMAS,
			HEMIN, SUQING, LAOZHOU, ADA);

	public static final List<Place> BOARDS = List.of(
			new Place("lounge", "茶水间 · Lounge", "坐下来聊聊，什么都行。 Pull up a chair."),
			new Place("camera", "相机 · Camera", "拍照、录像、扫码、相册。 Photos, video, codes."),
			new Place("battery", "电池 · Battery", "续航、充电、发热。 Charge, drain, heat."),
			new Place("home", "桌面与系统 · Home & system", "桌面、通知、闹钟、无障碍。 Home screen, alerts, accessibility."),
			new Place("messages", "短信与输入法 · Messages & typing", "聊天、输入法、表情。 Chat, keyboards, emoji."));

	private World() {
	}

	public record Resident(String name, Role role) {
	}

	public record Place(String slug, String name, String description) {
	}

}
