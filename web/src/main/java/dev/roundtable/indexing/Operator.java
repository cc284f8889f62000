package dev.roundtable.indexing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names that a search is narrowed by, in the languages of the site. */
enum Operator {

	IN("in", "board", "版块", "板块", "看板"), BY("by", "author", "作者"), KIND("kind", "类型", "類型"), IS("is", "是"),
	STATUS("status", "状态", "狀態"), FIXED_IN("fixed-in", "修复于", "修復於"), BUILD("build", "版本"), TAG("tag", "标签", "標籤"),
	HAS("has", "有", "含"), PEOPLE("people", "人数", "人數"), BEFORE("before", "早于", "早於"), AFTER("after", "晚于", "晚於"),
	YEAR("year", "年份"), TYPE("type", "范围", "範圍"),

	/** The floors of one topic. */
	TOPIC("topic", "话题", "話題");

	private final List<String> names;

	Operator(String... names) {
		this.names = List.of(names);
	}

	/** As it is written where nobody has written it yet. */
	String written() {
		return this.names.getFirst();
	}

	static Optional<Operator> of(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter((operator) -> operator.names.contains(lower)).findFirst();
	}

}
