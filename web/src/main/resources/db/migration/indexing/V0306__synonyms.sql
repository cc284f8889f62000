-- Words that mean the same to search: one row, one line of it for each group.
create table search_synonyms (
	id int not null primary key,
	words varchar(20000) not null,
	version bigint not null,
	changed_by bigint references accounts,
	changed_at timestamp with time zone
);

insert into search_synonyms (id, words, version) values (1,
'wifi, Wi-Fi, WLAN, 无线网, 无线网络, 無線網路
蓝牙, 藍芽, Bluetooth
闪退, 崩溃, crash
死机, 当机, 宕机
截屏, 截图, 屏幕截图, 螢幕擷取, screenshot
录屏, 屏幕录制, 螢幕錄影, screen recording
屏幕, 螢幕, screen
相机, 照相机, camera
耳机, headphones, earphones
键盘, keyboard
充电, charging
电池, battery
通知, notification
指纹, fingerprint
升级, upgrade
更新, update
重启, 重新启动, 重新開機, reboot, restart
壁纸, 桌布, wallpaper
深色模式, 暗色模式, dark mode
安卓, Android
热点, hotspot
移动数据, 行動數據, 行动网络, mobile data
短信, 簡訊, SMS
二维码, 行動條碼, QR code
视频, 影片, video
软件, 軟體, software
硬件, 硬體, hardware
网络, 網路, network
内存, 記憶體, RAM
硬盘, 硬碟
程序, 程式
设置, 設定
无障碍, accessibility', 1);
